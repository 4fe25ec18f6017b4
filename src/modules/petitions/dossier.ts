/** Signatories in one part of the file: a part is a document of its own, so that no machine has to set a book at once. */
export const DOSSIER_PART = 2_000;

/** How many parts the file of so many signatures has: at least one, which also holds the text and the summary. */
export function dossierParts(signatures: number): number {
  return Math.max(1, Math.ceil(signatures / DOSSIER_PART));
}

/** The mark that stands for a signature on the file: the end of its identifier, which its receipt shows whole. */
export function markOf(signatureId: string): string {
  return signatureId.slice(-12);
}
