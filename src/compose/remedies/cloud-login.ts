import type { Cloud } from '../../errors.ts';
import { step } from './actions.ts';
import { ofFork } from './of-fork.ts';
import { CALLER, permissions } from './permissions.ts';
import type { Situation } from './situation.ts';

/** How a GitHub job gets credentials of a cloud by its OIDC token, and how a person gets them in a shell. */
const LOGINS: Readonly<Record<Cloud, { readonly job: string; readonly shell: string }>> = {
  aws: {
    job: `Add before this step: ${step('aws', 'role-to-assume: arn:aws:iam::ACCOUNT:role/NAME, aws-region: REGION')}`,
    shell:
      'Run `aws sso login` or `aws configure`, or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
  },
  azure: {
    job: `Set AZURE_CLIENT_ID and AZURE_TENANT_ID under env: of this step, or add before it: ${step('azure', 'client-id: ID, tenant-id: ID, allow-no-subscriptions: true')}`,
    shell: 'Run `az login`, or set AZURE_CLIENT_ID, AZURE_TENANT_ID and AZURE_CLIENT_SECRET.',
  },
  google: {
    job: `Add before this step: ${step('google', 'workload_identity_provider: projects/NUMBER/locations/global/workloadIdentityPools/POOL/providers/PROVIDER')}`,
    shell: 'Run `gcloud auth application-default login`, or set GOOGLE_APPLICATION_CREDENTIALS.',
  },
  vault: {
    job: 'Set VAULT_ROLE (for OpenBao BAO_ROLE) under env: of this step to a role of the JWT login',
    shell:
      'Run `vault login`, and set VAULT_TOKEN to what `vault print token` shows (for OpenBao BAO_TOKEN).',
  },
};

/** The remedy where no credentials of a cloud are found at all. */
export function cloudLogin(cloud: Cloud, { job }: Situation): string {
  const { job: inJob, shell } = LOGINS[cloud];
  if (!job) return shell;
  const fork = ofFork(job);
  if (fork !== undefined) return fork;
  return job.hasIdentity
    ? `${inJob}.`
    : `${inJob}; and to the job: ${permissions('id-token: write')}. ${CALLER}`;
}
