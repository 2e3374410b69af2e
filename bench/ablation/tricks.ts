import type { Trick } from './trick.ts';

/** Every trick that is left in the program. */
export const TRICKS: readonly Trick[] = [
  {
    name: 'the exports of builtins are read one by one',
    scenes: ['start', 'verify'],
    without: [
      {
        file: 'scripts/build.ts',
        find: '(isEntry ? null : lightBuiltins(code, basename(name)))',
        replace: '(isEntry || true ? null : lightBuiltins(code, basename(name)))',
      },
    ],
  },
  {
    name: 'logins are read beside the first steps',
    scenes: ['verify'],
    without: [
      {
        file: 'src/stores/registry/auth/find-configs.ts',
        find: "const read = prefetch(readFile(path, CONFIG_LIMIT, 'registry configuration'));",
        replace: "const read = () => readFile(path, CONFIG_LIMIT, 'registry configuration');",
      },
      {
        file: 'src/stores/registry/auth/find-configs.ts',
        find: 'const bytes = await read;',
        replace: 'const bytes = await read();',
      },
    ],
  },
  {
    name: 'trusted certificates are read while the registry is asked',
    scenes: ['verify'],
    without: [
      {
        file: 'src/operations/judging/preload-trust.ts',
        find: '  for (const { type, name } of judgingStores(trustStores)) void prefetch(trust.certificates(type, name));\n',
        replace: '',
      },
    ],
  },
  {
    name: 'lists are read before they are wanted',
    scenes: ['verify', 'sign', 'promote', 'repeat'],
    without: [
      {
        file: 'src/oci/cache/cached-store.ts',
        find: 'if (this.#ahead >= AHEAD * this.#kept || this.#lists.get(subject.digest)) return;',
        replace: 'if (this.#ahead >= 0) return;',
      },
    ],
  },
  {
    name: 'API and referrers tag are asked together',
    scenes: ['promote', 'repeat'],
    without: [
      {
        file: 'src/stores/registry/referrers.ts',
        find: "query.sources === 'merged' ? prefetch(ofTag()) : undefined",
        replace: 'undefined',
      },
    ],
  },
  {
    name: 'the config of signatures is looked for along with the image',
    scenes: ['sign'],
    without: [
      {
        file: 'src/operations/signing/empty-configs.ts',
        find: 'prefetch: () => void prefetch(isThere(this.#signal)),',
        replace: 'prefetch: () => {},',
      },
    ],
  },
  {
    name: 'the key is asked what it is while the image is looked for',
    scenes: ['sign, AWS KMS'],
    without: [
      {
        file: 'src/compose/signing.ts',
        find: '(joined) => work(prepared, joined),',
        replace: '(joined) => prepared.then(() => work(prepared, joined)),',
      },
    ],
  },
  {
    name: 'an upload is begun while the service signs',
    scenes: ['sign, AWS KMS'],
    without: [
      {
        file: 'src/operations/signing/image-signer.ts',
        find: 'if (signer.chain && signer.isRemote && canOpenUploads(this.#store)) this.#store.openUpload(signal);',
        replace: '',
      },
    ],
  },
  {
    name: 'destinations are looked at while the source is judged',
    scenes: ['promote', 'repeat'],
    without: [
      {
        file: 'src/operations/promotion/promote.ts',
        find: 'prefetch(survey(',
        replace: '() => prefetch(survey(',
      },
      {
        file: 'src/operations/promotion/deliver-all.ts',
        find: 'surveys.get(target)!',
        replace: 'surveys.get(target)!()',
      },
    ],
  },
  {
    name: 'what is attached is read while it is judged',
    scenes: ['promote', 'repeat'],
    without: [
      {
        file: 'src/operations/promotion/promote-graph.ts',
        find: "const ahead = request.include === 'verified' ? undefined : prefetch(choose(promoting, [], joined));",
        replace: 'const ahead = undefined;',
      },
    ],
  },
  {
    name: 'an empty destination is not asked blob by blob',
    scenes: ['promote'],
    without: [
      {
        file: 'src/operations/promotion/survey.ts',
        find: 'isNew && canTellEmpty(store) && (await holdsNothing(store, digest, standing, signal))',
        replace: 'false',
      },
    ],
  },
  {
    name: 'a blob is opened at its source while its upload is begun',
    scenes: ['promote'],
    without: [
      {
        file: 'src/stores/registry/uploads/upload.ts',
        find: '    this.#opened = prefetch(this.#open(0));\n',
        replace: '',
      },
    ],
  },
  {
    name: 'lists are asked for while manifests are still put',
    scenes: ['promote, no API'],
    without: [
      {
        file: 'src/stores/registry/list-prefetch.ts',
        find: "if (this.#referrers.capability !== 'unknown' || (known && !known.signal.aborted)) return;",
        replace: 'if (!known) return;',
      },
    ],
  },
  {
    name: 'one reading for several destinations',
    scenes: ['three destinations'],
    gains: 'bytes',
    without: [
      { file: 'src/oci/fanout/share-blobs.ts', find: 'if (count > 1) {', replace: 'if (count < 1) {' },
      {
        file: 'src/oci/fanout/share-blobs.ts',
        find: 'return [alone];',
        replace: 'return Array.from({ length: count }, () => alone);',
      },
    ],
  },
  {
    name: 'the slow growth of the heap',
    scenes: ['promote, large', 'three destinations'],
    gains: 'memory',
    without: [
      {
        file: 'src/io/heap-limits.ts',
        find: '  for (const flag of [...FLAGS, ...more]) setFlagsFromString(flag);\n',
        replace: '',
      },
    ],
  },
];
