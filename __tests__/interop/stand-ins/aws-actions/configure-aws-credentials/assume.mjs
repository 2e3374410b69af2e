import { appendFileSync } from 'node:fs';

const env = process.env;
const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: token } = env;
if (!url || !token) throw new Error('did you mean to set the id-token permission?');
const headers = { authorization: `Bearer ${token}` };
const given = await fetch(`${url}&audience=sts.amazonaws.com`, { headers });
const { value } = await given.json();

const body = new URLSearchParams({
  Action: 'AssumeRoleWithWebIdentity',
  Version: '2011-06-15',
  RoleArn: env['INPUT_ROLE-TO-ASSUME'],
  RoleSessionName: 'GitHubActions',
  WebIdentityToken: value,
});
const answer = await fetch(env.STAND_IN_STS, { method: 'POST', body });
const told = await answer.text();
const member = (name) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(told)?.[1];
if (!answer.ok) throw new Error(`Could not assume role with OIDC: ${member('Message')}`);
console.log(`::add-mask::${member('SecretAccessKey')}`);
console.log(`::add-mask::${member('SessionToken')}`);
const variables = {
  AWS_ACCESS_KEY_ID: member('AccessKeyId'),
  AWS_SECRET_ACCESS_KEY: member('SecretAccessKey'),
  AWS_SESSION_TOKEN: member('SessionToken'),
  AWS_REGION: env['INPUT_AWS-REGION'],
};
for (const [name, text] of Object.entries(variables)) appendFileSync(env.GITHUB_ENV, `${name}=${text}\n`);
