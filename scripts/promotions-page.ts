import type { Member } from '../src/planning/document/collections.ts';
import { BUDGET, DOCUMENT_MEMBERS, ENTRY_MEMBERS, LIST_MEMBERS } from '../src/planning/document/document.ts';
import { RECORD_MEMBERS, SETTINGS, SIGN_MEMBERS } from '../src/planning/document/settings.ts';

type Members = Readonly<Record<string, Member<unknown>>>;

const TABLE = /(?<=^## Members\n\n\| member .*\n\|---.*\n)(?:\|.*\n)*/m;

function rows(members: Members, where: string): readonly string[] {
  return Object.entries(members).map(([name, { shape, help, required }]) => {
    const what = `${help}${required ? '; required' : ''}`;
    return `| ${where}\`${name}\` | ${shape.what} | ${what} |\n`.replaceAll(/(?<=.)\|(?=[A-Z])/g, '\\|');
  });
}

const without = (members: Members, others: Members): Members =>
  Object.fromEntries(Object.entries(members).filter(([name]) => !Object.hasOwn(others, name)));

/** The page of the promotions file with the table of its members, which is the only part of it that is written here. */
export function promotionsPage(page: string): string {
  if (!TABLE.test(page)) throw new Error('docs/promotions.md has no table under "Members"');
  const table = [
    ...rows(without(DOCUMENT_MEMBERS, SETTINGS), ''),
    ...rows(BUDGET, '`registries` '),
    ...rows(without(ENTRY_MEMBERS, SETTINGS), '`promotions` '),
    ...rows(without(LIST_MEMBERS, SETTINGS), '`lists` '),
    ...rows(SETTINGS, ''),
    ...rows(SIGN_MEMBERS, '`sign` '),
    ...rows(RECORD_MEMBERS, '`record` '),
  ];
  return page.replace(TABLE, () => table.join(''));
}
