/** What the comment beside a block of commands says of it. */
export type Marker =
  | {
      readonly kind: 'runs';
      /** Blocks of one page with one name are one session, in one folder. */
      readonly session: string;
      /** What the folder and the registries hold before; nothing but images when absent. */
      readonly given?: string;
      /** Programs that the interop suite brings. */
      readonly with: readonly string[];
      /** The exit code of the block; 0 when absent. */
      readonly exit: number;
    }
  | { readonly kind: 'not run'; readonly reason: string }
  | { readonly kind: 'prints' };

export interface Block {
  readonly page: string;
  /** Of its first line, from 1. */
  readonly line: number;
  /** The word behind the fence; `indented` without one. */
  readonly language: string;
  readonly text: string;
  readonly marker?: Marker;
}

/** Fences that hold commands, and the two forms that say nothing of what they hold. */
const COMMANDS = new Set(['sh', 'bash', 'shell', 'console', '', 'indented']);
const KEYS = new Set(['runs', 'given', 'with', 'exit']);
const COMMENT = /^<!-- (.*) -->$/;

/** `runs: NAME, given: SCENE, with: PROGRAM PROGRAM, exit: N`, `not run: REASON` or `prints`; anything else is no marker. */
export function parseMarker(text: string, where: string): Marker | undefined {
  if (text === 'prints') return { kind: 'prints' };
  const [, reason] = /^not run: (.*)$/.exec(text) ?? [];
  if (reason !== undefined) {
    if (reason.trim().split(' ').length < 3) throw new Error(`${where}: "${reason}" is no reason`);
    return { kind: 'not run', reason };
  }
  if (!text.startsWith('runs: ')) return undefined;
  const parts = new Map(text.split(', ').map((part) => part.split(': ') as [string, string]));
  for (const [key, value] of parts) {
    if (!KEYS.has(key) || !value) throw new Error(`${where}: "${text}" is no marker`);
  }
  const given = parts.get('given');
  return {
    kind: 'runs',
    session: parts.get('runs')!,
    with: parts.get('with')?.split(' ') ?? [],
    exit: Number(parts.get('exit') ?? 0),
    ...(given === undefined ? {} : { given }),
  };
}

/** Fenced and indented blocks of a page (CommonMark, 4.4 and 4.5; blocks within list items are not told apart from their text). */
export function blocksOf(page: string, text: string): Block[] {
  const blocks: Block[] = [];
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  let marker: Marker | undefined;
  let afterBlank = true;
  let inList = false;
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at]!;
    const [, language] = /^ {0,3}```+ *([\w-]*)/.exec(line) ?? [];
    const start = at + 1;
    const add = (word: string, content: readonly string[]): void => {
      const body = `${content.join('\n')}\n`;
      blocks.push({ page, line: start, language: word, text: body, ...(marker ? { marker } : {}) });
      marker = undefined;
    };
    if (language !== undefined) {
      const end = lines.findIndex((other, index) => index > at && /^ {0,3}```+ *$/.test(other));
      if (end < 0) throw new Error(`${page}:${start}: a fence without an end`);
      add(language, lines.slice(at + 1, end));
      at = end;
    } else if (afterBlank && !inList && /^ {4,}\S/.test(line)) {
      let end = at;
      while (end < lines.length && (/^ {4}/.test(lines[end]!) || lines[end] === '')) end += 1;
      while (lines[end - 1] === '') end -= 1;
      add(
        'indented',
        lines.slice(at, end).map((one) => one.slice(4)),
      );
      at = end - 1;
    } else if (COMMENT.test(line)) {
      marker = parseMarker(COMMENT.exec(line)![1]!, `${page}:${start}`);
      afterBlank = true;
      inList = false;
      continue;
    } else if (line.trim() !== '') {
      if (marker) throw new Error(`${page}:${start}: the comment before this line belongs to no block`);
      inList = /^ {0,3}([-*]|\d+\.) /.test(line) || (inList && line.startsWith(' '));
    }
    afterBlank = line.trim() === '';
  }
  return blocks;
}

export const holdsCommands = ({ language }: Block): boolean => COMMANDS.has(language);

/** Blocks of one page that are run after one another in one folder. */
export interface Session {
  readonly page: string;
  readonly name: string;
  readonly given?: string;
  readonly with: readonly string[];
  readonly steps: readonly { readonly block: Block; readonly exit: number; readonly prints?: string }[];
}

/** The sessions of a page, each with what its blocks are said to print. */
export function sessionsOf(blocks: readonly Block[]): Session[] {
  const sessions = new Map<string, Session>();
  for (const [at, block] of blocks.entries()) {
    const { marker, page } = block;
    if (marker?.kind !== 'runs') continue;
    const next = blocks[at + 1];
    const prints = next?.page === page && next.marker?.kind === 'prints' ? next.text : undefined;
    const before = sessions.get(`${page} ${marker.session}`);
    const given = marker.given ?? before?.given;
    sessions.set(`${page} ${marker.session}`, {
      page,
      name: marker.session,
      with: [...new Set([...(before?.with ?? []), ...marker.with])],
      steps: [
        ...(before?.steps ?? []),
        { block, exit: marker.exit, ...(prints === undefined ? {} : { prints }) },
      ],
      ...(given === undefined ? {} : { given }),
    });
  }
  return [...sessions.values()];
}
