import { answerWith, cut, drip, flip, type Interference, loseAnswer, stall } from '../interference.ts';
import type { Scene, Seen } from '../scene.ts';
import type { Fault } from './fault.ts';

type By = (seen: Seen, scene: Scene) => boolean;

const byInterference =
  (interference: Interference): By =>
  ({ incoming, outgoing }) =>
    interference(incoming, outgoing);

const reached = (scene: Scene, at: number): boolean => scene.count >= at;

/** Meets the request with the number `at` alone. */
function once(by: By) {
  return {
    begin: (scene: Scene, at: number): void => {
      scene.interfere = (seen) => seen.index === at && by(seen, scene);
    },
    struck: reached,
  };
}

/** Meets the request with the number `at`, and every later one. */
function onwards(by: By) {
  return {
    begin: (scene: Scene, at: number): void => {
      scene.interfere = (seen) => seen.index >= at && by(seen, scene);
    },
    struck: reached,
  };
}

/** The signal comes while the request is at the registry, which does what it was asked. */
const kill =
  (signal: NodeJS.Signals): By =>
  (_, { program }) => {
    program?.kill(signal);
    return false;
  };

const endTokens: By = (_, { source, target }) => {
  for (const { auth } of [source, target]) auth.endTokens();
  return false;
};

const restart: By = ({ incoming, registry }, scene) => {
  scene.pending.push(registry.restart(300));
  incoming.socket.destroy();
  return true;
};

const TOO_MANY = answerWith(429, '{"errors":[{"code":"TOOMANYREQUESTS"}]}', { 'retry-after': '1' });
const INTERNAL = answerWith(500, '{"errors":[{"code":"UNKNOWN","message":"internal error"}]}');
const GATEWAY = answerWith(502, '<html>502 Bad Gateway</html>', { 'content-type': 'text/html' });

const UNREACHABLE = ['connection_failed', 'registry_unavailable'] as const;
const SHORT = ['--timeout', '2s'] as const;

/** Faults that meet one request, or every request from one on. */
export const BY_REQUEST: readonly Fault[] = [
  {
    name: 'connection cut',
    about: 'the connection breaks at one request, before anything is done',
    at: 'each',
    ...once(byInterference(cut)),
    ends: ['done'],
  },
  {
    name: 'answer lost',
    about: 'one request is done, and the connection breaks before its answer',
    at: 'eighth',
    ...once(byInterference(loseAnswer)),
    ends: ['done'],
  },
  {
    name: 'outage',
    about: 'from one request on every connection breaks',
    at: 'eighth',
    ...onwards(byInterference(cut)),
    ends: UNREACHABLE,
  },
  {
    name: '429 with Retry-After',
    about: 'one request is answered with 429 and `Retry-After: 1`',
    at: 'eighth',
    ...once(byInterference(TOO_MANY)),
    ends: ['done'],
  },
  {
    name: '429 for good',
    about: 'from one request on all are answered so',
    at: 'eighth',
    ...onwards(byInterference(TOO_MANY)),
    ends: ['too_many_requests'],
  },
  {
    name: '500',
    about: 'one request is answered with 500',
    at: 'eighth',
    ...once(byInterference(INTERNAL)),
    ends: ['done'],
  },
  {
    name: '500 for good',
    about: 'from one request on all are answered so',
    at: 'eighth',
    ...onwards(byInterference(INTERNAL)),
    ends: UNREACHABLE,
  },
  {
    name: '502',
    about: 'one request is answered with the page of a gateway',
    at: 'eighth',
    ...once(byInterference(GATEWAY)),
    ends: ['done'],
  },
  {
    name: '502 for good',
    about: 'from one request on all are answered so',
    at: 'eighth',
    ...onwards(byInterference(GATEWAY)),
    ends: UNREACHABLE,
  },
  {
    name: 'slow body',
    about: 'from one request on each answer comes in pieces, with pauses',
    at: 'eighth',
    ...onwards(byInterference(drip)),
    // The list under a referrers tag is written within a second of its reading, or not at all; answers may be too slow for that.
    ends: ['done', 'referrers_index_contended'],
  },
  {
    name: 'body that stops',
    about:
      'half of one answer comes, and then nothing, on a connection that stays open (with `--timeout 2s`)',
    at: 'eighth',
    flags: SHORT,
    ...once(byInterference(stall)),
    ends: ['done'],
  },
  {
    name: 'wrong digest',
    about: 'one answer has another bit in its body',
    at: 'eighth',
    ...once(byInterference(flip)),
    // Content is known by its digest; lists and tokens have none, and a changed one is no JSON, or names what is not there.
    ends: ['done', 'digest_mismatch', 'unexpected_answer', 'manifest_invalid', 'signature_lost'],
  },
  {
    name: 'token ended',
    about:
      'at one request, also in the middle of an upload, no token is good any more that was given out before',
    at: 'eighth',
    ...once(endTokens),
    ends: ['done'],
  },
  {
    name: 'registry restart',
    about: 'at one request connections break, nobody listens for 300 ms, and all upload sessions are gone',
    at: 'eighth',
    ...once(restart),
    ends: ['done'],
  },
  {
    name: 'SIGKILL',
    about: 'the program is killed while one request is at the registry, which does what it was asked',
    at: 'each',
    ...once(kill('SIGKILL')),
    kills: true,
    ends: ['killed', 'done'],
  },
  {
    name: 'SIGTERM',
    about: 'the program is asked to end at the same moment',
    at: 'each',
    ...once(kill('SIGTERM')),
    kills: true,
    ends: ['terminated', 'done'],
  },
];
