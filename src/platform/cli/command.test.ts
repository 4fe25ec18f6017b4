import { expect, test } from 'vitest';
import { type Command, findCommand, helpText, unknownCommand } from './command.ts';

const command = (name: string, usage = ''): Command => ({ name, usage, summary: `Does ${name}.`, run: async () => {} });
const commands = [command('serve'), command('user create', '--email E --name N'), command('backup', 'FILE')];

test('the longest name wins and the other words are left for the command', () => {
  expect(findCommand(commands, ['user', 'create', '--email', 'x'])).toMatchObject({
    command: { name: 'user create' },
    args: ['--email', 'x'],
  });
  expect(findCommand(commands, ['backup', 'a.tar'])?.args).toEqual(['a.tar']);
  expect(findCommand(commands, ['user'])).toBeUndefined();
  expect(findCommand(commands, [])).toBeUndefined();
});

test('help lists every command with its sentence', () => {
  const help = helpText(commands);
  for (const { name, summary } of commands) {
    expect(help).toContain(name);
    expect(help).toContain(summary);
  }
});

test('an unknown word is answered with a sentence', () => {
  expect(unknownCommand(commands, ['fly', 'now']).message).toBe(
    'There is no command “fly”. `jamaa help` lists what there is.',
  );
  expect(unknownCommand(commands, ['user', 'delete']).message).toBe(
    'There is no command “user delete”. Did you mean jamaa user create?',
  );
});
