import type { Platform } from '../descriptor.ts';

/**
 * The platform as one word, by which platforms are compared: `os/architecture[/variant]`. Variant v8 of arm64 is the only one
 * there is, so that `linux/arm64` and `linux/arm64/v8` are one (image-index.md, "Platform Variants"). `undefined` for what names
 * no platform, as the `unknown/unknown` of attestation manifests does.
 */
export function platformKey(platform: Partial<Platform> | undefined): string | undefined {
  const { os = '', architecture = '', variant = '' } = platform ?? {};
  if (os === '' || architecture === '' || (os === 'unknown' && architecture === 'unknown')) return undefined;
  const isDefault = variant === '' || (architecture === 'arm64' && variant === 'v8');
  const parts = [os, architecture, ...(isDefault ? [] : [variant])];
  // Two platforms must not become one word.
  return parts.some((part) => part.includes('/')) ? undefined : parts.join('/');
}
