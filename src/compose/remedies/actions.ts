/** The actions that remedies name, with the major versions of today. */
export const ACTIONS = {
  checkout: 'actions/checkout@v6',
  login: 'docker/login-action@v4',
  aws: 'aws-actions/configure-aws-credentials@v6',
  ecr: 'aws-actions/amazon-ecr-login@v2',
  azure: 'azure/login@v3',
  google: 'google-github-actions/auth@v3',
} as const;

/**
 * A step that uses an action, in backticks as all that can be pasted, and in one line of YAML. `inputs` is the inside of a map.
 */
export function step(action: keyof typeof ACTIONS, inputs?: string): string {
  return `\`- { uses: ${ACTIONS[action]}${inputs === undefined ? '' : `, with: { ${inputs} }`} }\``;
}
