import { LEAST_PROGRESS } from './timeouts.ts';

/** What an exchange waits for at one moment. */
export interface Sight {
  /** Bytes of the body that goes its way now. */
  readonly moved: number;
  /** Our side is waited for: who reads what is received, or the source of what is sent. */
  readonly isOurs: boolean;
  /** It is content, and has to get on. */
  readonly isContent: boolean;
}

export interface PaceOptions {
  /** Milliseconds in which {@link LEAST_PROGRESS} bytes have to move. */
  readonly window: number;
  /** Milliseconds: how often it is looked at, at least. */
  readonly tick: number;
  readonly look: () => Sight;
  /** Something moved, or the other side is not what is waited for. */
  readonly onLife: () => void;
  readonly onSlow: () => void;
}

/**
 * Looks again and again at how an exchange gets on. Only time in which the other side alone is waited for counts, so that a
 * slow disk or destination is not held against a source.
 *
 * @returns ends it.
 */
export function watchPace({ window, tick, look, onLife, onSlow }: PaceOptions): () => void {
  let seen = 0;
  let mark = { at: performance.now(), moved: 0 };
  const timer = setInterval(
    () => {
      const { moved, isOurs, isContent } = look();
      const now = performance.now();
      if (isOurs || moved !== seen) onLife();
      seen = moved;
      const getsOn = moved < mark.moved || moved - mark.moved >= LEAST_PROGRESS;
      if (isOurs || !isContent || getsOn) mark = { at: now, moved };
      else if (now - mark.at >= window) onSlow();
    },
    Math.min(tick, window / 6),
  ).unref();
  return () => clearInterval(timer);
}
