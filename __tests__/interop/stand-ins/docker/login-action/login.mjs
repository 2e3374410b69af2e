import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const input = (name) => process.env[`INPUT_${name.toUpperCase()}`] ?? '';
const [registry, username, password] = ['registry', 'username', 'password'].map(input);
if (!registry || !username || !password) throw new Error('Username and password required');
console.log(`::add-mask::${password}`);

const file = join(process.env.DOCKER_CONFIG, 'config.json');
const known = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { auths: {} };
const auth = Buffer.from(`${username}:${password}`).toString('base64');
mkdirSync(process.env.DOCKER_CONFIG, { recursive: true });
writeFileSync(file, JSON.stringify({ ...known, auths: { ...known.auths, [registry]: { auth } } }));
