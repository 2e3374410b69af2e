interface Compression {
  readonly name: string;
  /** The command that makes the plain file. */
  command(path: string): string;
}

const without = (path: string, ending: RegExp): string => path.replace(ending, '') || path;

/** What compressed files begin with. The commands leave the compressed file as it is. */
const COMPRESSIONS: readonly (Compression & { readonly magic: readonly number[] })[] = [
  {
    name: 'gzip',
    magic: [0x1f, 0x8b],
    command: (path) => `gunzip -c ${path} > ${plain(path)}`,
  },
  { name: 'zstd', magic: [0x28, 0xb5, 0x2f, 0xfd], command: (path) => `zstd -dc ${path} > ${plain(path)}` },
  { name: 'xz', magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a], command: (path) => `xz -dc ${path} > ${plain(path)}` },
  { name: 'bzip2', magic: [0x42, 0x5a, 0x68], command: (path) => `bzip2 -dc ${path} > ${plain(path)}` },
];

/** `app.tgz` and `app.tar.gz` become `app.tar`; another name gets an ending of its own, so that no file is written over itself. */
function plain(path: string): string {
  const bare = without(path, /\.(?:gz|zst|xz|bz2)$/);
  if (bare !== path) return bare;
  const tar = path.replace(/\.t(?:gz|zst|xz|bz2)$/, '.tar');
  return tar === path ? `${path}.plain.tar` : tar;
}

/** How a file is compressed, by its first bytes; `undefined` when it is not. */
export function compression(head: Uint8Array): Compression | undefined {
  return COMPRESSIONS.find(({ magic }) => magic.every((byte, at) => head[at] === byte));
}
