import fc from 'fast-check';
import { expect, it } from 'vitest';
import { errorCommand } from '../../src/action/error-command.ts';

it('an error from before the toolkit is loaded is read as it was written', () => {
  expect(errorCommand('internal', "Error: Cannot find module 'a b' (100 %)\nat x:1")).toBe(
    "::error title=Sealift%3A internal::Error: Cannot find module 'a b' (100 %25)%0Aat x:1\n",
  );
});

it('an error from before the toolkit is loaded is one command, whatever its text is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const command = errorCommand('internal', `\ud800${text}`);
      expect(command.split(/[\r\n]/)).toHaveLength(2);
      expect(command.endsWith('\n')).toBe(true);
    }),
  );
});
