// A process for the tests of the workshop: it does what real drawing should never do.
let done = 0;

process.on('disconnect', () => process.exit());
process.on('message', ({ name, input }: { name: string; input: unknown }) => {
  if (name === 'crash') process.exit(3);
  if (name === 'refuse') process.send?.({ ok: false, error: { message: 'a bug', stack: 'Error: a bug\n at drawing' } });
  // Any other order is answered with how many this process has done; "hang" never is.
  if (name === 'count') process.send?.({ ok: true, result: { input, done: ++done } });
  if (name === 'about') process.send?.({ ok: true, result: { pid: process.pid, settings: environment() } });
});

function environment(): string[] {
  const { environmentVariables } = process.report.getReport() as { environmentVariables: Record<string, string> };
  return Object.keys(environmentVariables);
}
