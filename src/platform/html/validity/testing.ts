import { HtmlValidate, StaticConfigLoader } from 'html-validate';

const checker = new HtmlValidate(
  new StaticConfigLoader({
    root: true,
    extends: ['html-validate:recommended'],
    elements: ['html5'],
    rules: {
      // Boxes of one question share a name.
      'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit', 'button'] }],
      'no-inline-style': 'error',
      'script-type': 'error',
    },
  }),
);

/** What is wrong with a page of HTML, one line for each fault: the rule, the message, the place. */
export async function faultsOfHtml(html: string): Promise<string[]> {
  const report = await checker.validateString(html);
  return report.results.flatMap((result) =>
    result.messages.map((fault) => `${fault.ruleId}: ${fault.message} (${fault.selector ?? `line ${fault.line}`})`),
  );
}
