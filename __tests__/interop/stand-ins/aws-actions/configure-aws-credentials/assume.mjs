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
const answer = await fetch(env.STAND_IN_STS, { method: 'POST', body, headers: { accept: 'application/json' } });
const told = await answer.json();
if (!answer.ok) throw new Error(`Could not assume role with OIDC: ${told.Error.Message}`);
const { AccessKeyId, SecretAccessKey } = told.AssumeRoleWithWebIdentityResponse.AssumeRoleWithWebIdentityResult.Credentials;
console.log(`::add-mask::${SecretAccessKey}`);
const variables = { AWS_ACCESS_KEY_ID: AccessKeyId, AWS_SECRET_ACCESS_KEY: SecretAccessKey, AWS_REGION: env['INPUT_AWS-REGION'] };
for (const [name, text] of Object.entries(variables)) appendFileSync(env.GITHUB_ENV, `${name}=${text}\n`);
