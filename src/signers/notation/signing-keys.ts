import { join } from 'node:path';
import type { ErrorContext } from '../../encoding/error-context.ts';
import { errorIn } from '../../encoding/error-context.ts';
import { listOf, mapOf, type Read, struct } from '../../encoding/go-shape.ts';
import { printable } from '../../encoding/printable.ts';
import { quotable } from '../../encoding/quotable.ts';
import { readAs } from '../../encoding/read-as.ts';
import { SealiftError } from '../../errors.ts';
import { entryKind } from '../../io/files/folder-entries.ts';
import { readFile } from '../../io/files/read-file.ts';
import { isPluginName } from '../../plugin/find-plugin.ts';

/** Bytes of the list of keys; each entry has some hundred. */
const LIMIT = 1024 * 1024;

/** The most names that an error lists. */
const SHOWN = 20;

/** notation-go 1.3, config/keys.go: `SigningKeys`, whose entries embed `X509KeyPair` and `ExternalKey`. */
const SIGNING_KEYS = struct({
  default: 'text',
  keys: listOf(
    struct({
      name: 'text',
      keyPath: 'text',
      certPath: 'text',
      id: 'text',
      pluginName: 'text',
      pluginConfig: mapOf('text'),
    }),
  ),
});

type SigningKeys = Read<typeof SIGNING_KEYS>;

/** A key of notation: files, or a key of a plugin. */
export type NotationKey =
  | { readonly kind: 'files'; readonly name: string; readonly keyPath: string; readonly certPath: string }
  | {
      readonly kind: 'plugin';
      readonly name: string;
      readonly plugin: string;
      readonly id: string;
      readonly config: Readonly<Record<string, string>>;
    };

/** Reads the document by the rules of notation: names are there and unique, and the default is one of them. */
function readSigningKeys(bytes: Uint8Array, context: ErrorContext): SigningKeys {
  const document = readAs(SIGNING_KEYS, bytes, context);
  const names = (document.keys ?? []).map(({ name = '' }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (names.includes('')) throw errorIn(context, 'has a key without a name');
  if (twice !== undefined) throw errorIn(context, `has two keys of the name ${printable(twice, 100)}`);
  if (document.default !== undefined && !names.includes(document.default)) {
    throw errorIn(context, `names ${printable(document.default, 100)} as the default, and has no such key`);
  }
  return document;
}

function keyOf(
  {
    name = '',
    keyPath,
    certPath,
    id,
    pluginName,
    pluginConfig = {},
  }: NonNullable<SigningKeys['keys']>[number],
  context: ErrorContext,
): NotationKey {
  const isFiles = keyPath !== undefined || certPath !== undefined;
  const isPlugin = id !== undefined || pluginName !== undefined;
  if (isFiles && !isPlugin && keyPath && certPath) return { kind: 'files', name, keyPath, certPath };
  if (isPlugin && !isFiles && id && pluginName) {
    // Behind `notation-plugin://` a slash in the name would end it, and another plugin would be run.
    if (!isPluginName(pluginName))
      throw errorIn(
        context,
        `has a key ${printable(name, 100)} of ${printable(pluginName, 100)}, which is not the name of a plugin`,
      );
    return { kind: 'plugin', name, plugin: pluginName, id, config: pluginConfig };
  }
  throw errorIn(
    context,
    `has a key ${printable(name, 100)} that is neither keyPath with certPath nor pluginName with id`,
  );
}

/**
 * Finds a key of notation's `signingkeys.json` in `folder`.
 *
 * @param name of the key; empty for the one that notation signs with by default.
 * @throws SealiftError `file_not_found`, `config_invalid`, or `usage` for a name that is not there, with those that are.
 */
export async function notationKey(name: string, folder: string): Promise<NotationKey> {
  const path = join(folder, 'signingkeys.json');
  const shown = quotable(path, 600);
  const kind = await entryKind(path);
  if (kind === undefined) {
    throw new SealiftError('file_not_found', `notation has no keys: there is no ${shown}`, {
      hint: '`notation key add` makes it; NOTATION_CONFIG or XDG_CONFIG_HOME names another folder.',
    });
  }
  if (kind !== 'file') {
    throw new SealiftError(
      'config_invalid',
      `${shown} is a ${kind}; notation reads a file there and no link`,
    );
  }
  const context = { code: 'config_invalid', what: `the keys of notation, ${shown}` } as const;
  const document = readSigningKeys(await readFile(path, LIMIT, 'list of keys'), context);
  const { keys = [] } = document;
  const wanted = name === '' ? document.default : name;
  const found = keys.find((key) => key.name === wanted);
  if (found) return keyOf(found, context);
  const names = keys.slice(0, SHOWN).map((key) => printable(key.name ?? '', 100));
  const more = keys.length > SHOWN ? ` and ${keys.length - SHOWN} more` : '';
  throw new SealiftError(
    'usage',
    name === '' ? 'notation has no default key' : `notation has no key ${quotable(name)}`,
    {
      hint:
        names.length === 0
          ? `There are none in ${shown}; \`notation key add\` makes one.`
          : `There are ${names.join(', ')}${more}: write notation://NAME.`,
    },
  );
}
