/** The hosts that answer for a registry's name; only Docker Hub's differs. */
const API_HOSTS: Readonly<Record<string, string>> = { 'docker.io': 'registry-1.docker.io' };

/** The host to contact for a registry. */
export function apiHost(registry: string): string {
  return API_HOSTS[registry] ?? registry;
}

/** The registry as users name it, from the host that is contacted. */
export function registryName(host: string): string {
  return Object.keys(API_HOSTS).find((registry) => API_HOSTS[registry] === host) ?? host;
}
