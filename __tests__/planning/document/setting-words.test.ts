import { expect, it } from 'vitest';
import { FLAG } from '../../../src/planning/document/scalars.ts';
import { OTHERS, SWITCHES, settingWords } from '../../../src/planning/document/setting-words.ts';
import { SETTINGS, type SettingName } from '../../../src/planning/document/settings.ts';

it.each([
  ['Say --allow-unsigned.', 'Say `allow-unsigned: true`.'],
  ['Write --move-tag always, or leave it out.', 'Write `move-tag: always`, or leave it out.'],
  ['Leave --platform out for what is no index.', 'Leave `platforms` out for what is no index.'],
  [
    'Go on with --platform linux/amd64 --platform linux/arm/v7: these are there.',
    'Go on with `platforms: [linux/amd64, linux/arm/v7]`: these are there.',
  ],
  ['Log in, or say --registry-config FILE.', 'Log in, or say --registry-config FILE.'],
  ['Run `sealift verify --scope a/b`.', 'Run `sealift verify --scope a/b`.'],
])('a remedy speaks of the members of a promotions file: %s', (text, words) => {
  expect(settingWords(text)).toBe(words);
});

it('a flag that was typed stays a flag', () => {
  expect(settingWords('Leave --platform linux/amd64 out.', ['--platform'])).toBe(
    'Leave --platform linux/amd64 out.',
  );
});

it('a member of another setting is named with it, where the file has that', () => {
  const inside = { 'certificate-chain': 'sign.certificate-chain' };
  expect(settingWords('Add --certificate-chain FILE, or --expiry.', [], inside)).toBe(
    'Add `sign.certificate-chain: FILE`, or --expiry.',
  );
});

it('every setting has its words', () => {
  const names = (Object.keys(SETTINGS) as SettingName[]).toSorted();
  expect(SWITCHES).toEqual(names.filter((name) => SETTINGS[name].shape === FLAG));
  expect(OTHERS).toEqual(names.filter((name) => SETTINGS[name].shape !== FLAG));
});
