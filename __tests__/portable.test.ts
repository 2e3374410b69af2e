import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const LEFT_OUT = new Set(['.git', 'node_modules', 'sealift-demo']);

/** Files of the checkout, with `/` between the parts. */
function filesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !LEFT_OUT.has(name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesOf(path) : [relative(ROOT, path).replaceAll('\\', '/')];
    });
}

const files = filesOf(ROOT);

describe('the checkout', () => {
  it('has only names that Windows and macOS can hold, none of them twice but for capitals', () => {
    // https://learn.microsoft.com/windows/win32/fileio/naming-a-file
    const reserved = /[\x00-\x1f<>:"|?*\\]|[. ](?:\/|$)|(?:^|\/)(?:con|prn|aux|nul|com\d|lpt\d)(?:[./]|$)/i;
    expect(files.filter((file) => reserved.test(file))).toEqual([]);
    expect(new Set(files.map((file) => file.toLowerCase())).size).toBe(files.length);
    // 260 characters in all, of which a runner takes some 40 for its own folder.
    expect(files.filter((file) => file.length > 200)).toEqual([]);
  });

  it('has the same bytes on every system: dist is compared with a fresh build, and tests read pages', () => {
    const rules = readFileSync(join(ROOT, '.gitattributes'), 'utf8');
    expect(rules).toMatch(/^\* text=auto eol=lf\n[\s\S]*^dist\/\*\* -text$/m);
    const texts = files.filter((file) => /^(?!dist\/).*\.(?:ts|md|ya?ml|json|sh|pem)$/.test(file));
    expect(texts.length).toBeGreaterThan(500);
    expect(texts.filter((file) => readFileSync(join(ROOT, file), 'utf8').includes('\r\n'))).toEqual([]);
  });
});
