/** The actions that remedies name, with the major versions of today. */
export const ACTIONS = {
  checkout: 'actions/checkout@v6',
  login: 'docker/login-action@v4',
  aws: 'aws-actions/configure-aws-credentials@v6',
  ecr: 'aws-actions/amazon-ecr-login@v2',
  azure: 'azure/login@v3',
  google: 'google-github-actions/auth@v3',
} as const;
