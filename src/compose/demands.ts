import { quotable } from '../encoding/quotable.ts';
import { userText } from '../encoding/user-text.ts';
import { NO_DISTRUST } from '../notation/distrust/distrust.ts';
import type { Demands } from '../operations/judging/demands.ts';
import { contentOf } from './inline.ts';
import { isContent } from './is-content.ts';
import type { Run } from './run.ts';
import { verificationPluginsOf } from './verification-plugins.ts';

/** Bytes of a document that says who has to have signed. */
const LIMIT = 64 * 1024;

type Judging = Run<'verify'> | Run<'promote'> | Run<'compare'>;

/** As many signatures of one image are judged; verify has an option for it. */
export const MAX_SIGNATURES = 100;

/** The options that ask for certain signers, as they were given. */
export function requirementFlags({
  values: { require, requireCount, requireIdentity },
}: Pick<Judging, 'values'>): readonly string[] {
  return [
    ...(requireIdentity.length > 0 ? ['--require-identity'] : []),
    ...(requireCount === undefined ? [] : ['--require-count']),
    ...(require === undefined ? [] : ['--require']),
  ];
}

/** What judges beside the trust policy. What is wrong with it is a problem, before anything is contacted. */
export async function demandsOf(run: Judging): Promise<Demands> {
  const { values, problems } = run;
  const { require, requireCount: count, requireIdentity: identities, distrust: texts } = values;
  const asks = requirementFlags({ values }).length > 0;
  const most = 'maxSignatures' in values ? values.maxSignatures : MAX_SIGNATURES;
  if (count !== undefined && count > most) {
    const message = `--require-count asks for ${count} signers, and no more than ${most} signatures of an image are read`;
    problems.add('usage', message, 'Ask for fewer; verify reads more with --max-signatures.');
  }
  const distrust =
    texts.length === 0
      ? NO_DISTRUST
      : await problems.try(async () =>
          (await import('../notation/distrust/read-distrust.ts')).readDistrust(texts),
        );
  const requirements = asks
    ? await problems.try(async () => {
        const { readRequirements } = await import('../notation/requirement/read-requirement.ts');
        if (require === undefined) return readRequirements({ identities, count });
        const what = `requirement ${isContent(require) ? '(inline)' : quotable(require, 600)}`;
        const text = userText(await contentOf(require, LIMIT, 'requirement'), {
          code: 'policy_invalid',
          what,
          hint: 'Save the requirement as UTF-8.',
        });
        return readRequirements({ identities, count, document: { text, what } });
      })
    : undefined;
  return {
    distrust: distrust ?? NO_DISTRUST,
    ...(requirements === undefined ? {} : { requirements }),
    plugins: verificationPluginsOf(run),
  };
}
