/** Registries whose API is on another host than their name says; Docker Hub is the only one. */
const API_HOSTS: Readonly<Record<string, string>> = { 'docker.io': 'registry-1.docker.io' };

/** The host that serves the API of a registry. */
export function apiHost(registry: string): string {
  return API_HOSTS[registry] ?? registry;
}

/** The name that users give to the registry whose API is on `host`. */
export function registryName(host: string): string {
  return Object.keys(API_HOSTS).find((registry) => API_HOSTS[registry] === host) ?? host;
}
