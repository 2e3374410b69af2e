/** The actions that remedies name, with the major versions of today. */
export const ACTIONS = {
  checkout: 'actions/checkout@v6',
  login: 'docker/login-action@v4',
  aws: 'aws-actions/configure-aws-credentials@v6',
  ecr: 'aws-actions/amazon-ecr-login@v2',
  azure: 'azure/login@v3',
  google: 'google-github-actions/auth@v3',
} as const;

/** A step that uses an action, in one line that can be pasted into a list of steps. `inputs` is the inside of a YAML map. */
export function step(action: keyof typeof ACTIONS, inputs?: string): string {
  return `- { uses: ${ACTIONS[action]}${inputs === undefined ? '' : `, with: { ${inputs} }`} }`;
}
