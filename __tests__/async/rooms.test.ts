import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type Room, Rooms } from '../../src/async/rooms.ts';

const never = new AbortController().signal;

/** Work that grows by each number in turn, and stays until it is told to end. */
function guest(rooms: Rooms, signal = never) {
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  const seen = { held: 0, isInside: false };
  let room: Room | undefined;
  const done = rooms.enter(signal, async (given) => {
    room = given;
    seen.isInside = true;
    await ended;
  });
  done.catch(() => {});
  const grow = async (bytes: number, joined = signal): Promise<void> => {
    await room!.grow(bytes, joined);
    seen.held += bytes;
  };
  const leave = async (): Promise<void> => {
    end();
    await done;
  };
  return { seen, grow, leave, done };
}

describe('rooms', () => {
  it('are for so much work at the same time as there are of them', async () => {
    const rooms = new Rooms(2, 10);
    const [first, second, third] = [guest(rooms), guest(rooms), guest(rooms)];
    await setImmediate();
    expect([first, second, third].map(({ seen }) => seen.isInside)).toEqual([true, true, false]);
    await first.leave();
    await setImmediate();
    expect(third.seen.isInside).toBe(true);
    await Promise.all([second.leave(), third.leave()]);
  });

  it('let one at a time outgrow them', async () => {
    const rooms = new Rooms(3, 10);
    const [first, second, third] = [guest(rooms), guest(rooms), guest(rooms)];
    await setImmediate();
    await Promise.all([first.grow(10), second.grow(10), third.grow(9)]);
    const growing = [second.grow(1), first.grow(1), second.grow(100), third.grow(1)];
    await setImmediate();
    expect([first, second, third].map(({ seen }) => seen.held)).toEqual([10, 111, 10]);
    await second.leave();
    await setImmediate();
    expect(first.seen.held).toBe(11);
    await Promise.all([...growing, first.leave(), third.leave()]);
  });

  it('are left by work that fails in the large one', async () => {
    const rooms = new Rooms(2, 10);
    const large = guest(rooms);
    const failing = rooms.enter(never, async (room) => {
      await room.grow(11, never);
      throw new Error('failed');
    });
    await expect(failing).rejects.toThrow('failed');
    await large.grow(11);
    expect(large.seen.held).toBe(11);
    await large.leave();
  });

  it('are not waited for by work that was ended', async () => {
    const rooms = new Rooms(2, 10);
    const ending = new AbortController();
    const [large, waiting] = [guest(rooms), guest(rooms, ending.signal)];
    await setImmediate();
    await large.grow(11);
    const grown = waiting.grow(11);
    const late = guest(rooms, ending.signal);
    ending.abort(new Error('ended'));
    await expect(grown).rejects.toThrow('ended');
    await expect(late.done).rejects.toThrow('ended');
    await Promise.all([waiting.leave(), large.leave()]);
    const next = guest(rooms);
    await setImmediate();
    await next.grow(11);
    await next.leave();
  });
});
