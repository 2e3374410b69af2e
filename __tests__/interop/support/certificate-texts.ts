import { pick, type Random } from './certificate-mutations.ts';

/** Texts for certificates in which each part is mostly valid and sometimes not. */

const ODD = [
  ...[
    '',
    ' ',
    '%',
    '%zz',
    '%4',
    '%41',
    '%25',
    '%c3%a9',
    '@',
    ':',
    '::',
    '/',
    '//',
    '?',
    '#',
    '[',
    ']',
    '\\',
    '"',
    '<',
    '^',
  ],
  ...[
    '`',
    '{',
    '|',
    '~',
    '!',
    '$',
    '&',
    "'",
    '(',
    '*',
    '+',
    ',',
    ';',
    '=',
    '.',
    '..',
    '\x00',
    '\x1f',
    '\x7f',
    '\x80',
    'é',
  ],
];
const SCHEMES = [
  'http',
  'https',
  'ftp',
  'spiffe',
  'urn',
  'ldap',
  'a+b-c.d',
  '1a',
  '',
  'mailto',
  'a_b',
  'postgres',
];
const HOSTS = [
  ...[
    'example.com',
    'a',
    'EXAMPLE',
    '*.example.com',
    '.example.com',
    'example.com.',
    'a..b',
    '1.2.3.4',
    '',
    'a_b',
    'xn--a',
  ],
  ...[
    '[::1]',
    '[1:2:3:4:5:6:7:8]',
    '[1:2:3:4:5:6:7::]',
    '[1::2::3]',
    '[::ffff:1.2.3.4]',
    '[::ffff:01.2.3.4]',
    '[1.2.3.4]',
  ],
  ...[
    '[1:2:3:4:5:6:1.2.3.4]',
    '[1:2:3:4:5:6:7:1.2.3.4]',
    '[::1%25eth0]',
    '[::1%eth0]',
    '[12345::]',
    '[:1::]',
    '[]',
    '[v1.a]',
  ],
  ...['[1:2:3:4::5:6:7:8]', '[::1', '::1', '[::g]', 'a[::1]', '[::1]a', '[[::1]]', '[1:2:3:4:5:6:7]'],
];
const USERS = ['', '', '', 'u@', 'u:p@', 'u@v@', 'u%40@', 'u%zz@', '@', 'ü@', 'u/@', 'u[@'];
const PORTS = ['', '', '', ':80', ':', ':x', ':80:80', ':-1', ':080'];
const TAILS = [
  '',
  '/',
  '/a/b',
  '/a%20b',
  '/a b',
  '/%zz',
  '?q',
  '?%zz',
  '?',
  '??',
  '#f',
  '#%zz',
  '#',
  '/a:b',
  '/../',
  '/a#b?c',
];
const STARTS = ['://', '://', '://', ':', ':/', ':///', '', '//', '/', ':a%zz'];

/** Inserts an odd character into one text of three. */
function spoil(random: Random, text: string): string {
  if (random() < 0.67) return text;
  const at = Math.floor(random() * (text.length + 1));
  return text.slice(0, at) + pick(random, ODD) + text.slice(random() < 0.5 ? at : at + 1);
}

export function randomUri(random: Random): string {
  const parts = [SCHEMES, STARTS, USERS, HOSTS, PORTS, TAILS].map((list) => pick(random, list));
  return spoil(random, parts.join(''));
}

export function randomDomain(random: Random): string {
  return spoil(
    random,
    pick(random, [...HOSTS, '1.2.3', '1.2.3.4.5', '01.2.3.4', '1', 'fe80::1', '0x1.2', '-a-', '~']),
  );
}

export function randomMailbox(random: Random): string {
  const locals = [
    '',
    'a',
    'a.b',
    'a..b',
    '.a',
    'a.',
    '"a b"',
    '"a',
    'a\\@b',
    "o'neil",
    'a+b',
    'ü',
    'a b',
    '<a>',
    'a,b',
    '""',
  ];
  const text = `${pick(random, locals)}${pick(random, ['@', '@', '@', '', '@@'])}${pick(random, HOSTS)}`;
  return spoil(random, text);
}
