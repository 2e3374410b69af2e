import type { Reporter } from '../../operations/ports.ts';
import type { ImageResult, ResultError } from '../../operations/results.ts';
import { settingWords } from '../../planning/document/setting-words.ts';

/** What people read of a run, in the words of its promotions file. */
export interface SettingWords {
  readonly reporter: Reporter;
  image(image: ImageResult): ImageResult;
}

const WHERE = 'Settings stand in the entry of the promotions file, or at its top.';

/**
 * Remedies of a run whose settings stand in a promotions file: a flag would hold for each of its entries, and is refused where one of
 * them says the same.
 *
 * @param given the flags of the command line.
 */
export function inSettingWords(listener: Reporter, given: readonly string[]): SettingWords {
  const words = (text: string): string => settingWords(text, given);
  const error = (own: ResultError): ResultError => {
    const hint = words(own.hint);
    return { ...own, message: words(own.message), hint: hint === own.hint ? hint : `${hint} ${WHERE}` };
  };
  const inWords = <T extends { readonly error: ResultError | null }>(result: T): T =>
    result.error === null ? result : { ...result, error: error(result.error) };
  return {
    reporter: {
      progress: (event) =>
        listener.progress(event.type === 'notice' ? { ...event, message: words(event.message) } : event),
      warning: (message) => listener.warning(words(message)),
    },
    image: (image) => ({
      ...inWords(image),
      platforms: image.platforms.map(inWords),
      destinations: image.destinations.map(inWords),
      ...(image.signaturesTo ? { signaturesTo: inWords(image.signaturesTo) } : {}),
    }),
  };
}
