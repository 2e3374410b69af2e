import {
  type RegistryKind,
  type RunningRegistry,
  startRegistry,
} from '../../__tests__/interop/support/registries.ts';
import { type CountingProxy, countingProxy } from './proxy.ts';

/** A real registry behind a counting proxy; it can be replaced by a new, empty one under the same address. */
export class Side {
  readonly kind: RegistryKind;
  readonly proxy: CountingProxy;
  #registry: RunningRegistry;

  private constructor(kind: RegistryKind, proxy: CountingProxy, registry: RunningRegistry) {
    this.kind = kind;
    this.proxy = proxy;
    this.#registry = registry;
  }

  static async open(kind: RegistryKind, delay = 0): Promise<Side> {
    const registry = await startRegistry(kind);
    const proxy = await countingProxy(registry.host);
    proxy.delay = delay;
    return new Side(kind, proxy, registry);
  }

  /** The registry itself, for what is not measured. */
  get direct(): string {
    return this.#registry.host;
  }

  /** The way through the proxy. */
  get host(): string {
    return this.proxy.host;
  }

  async empty(): Promise<void> {
    await this.#registry.stop();
    this.#registry = await startRegistry(this.kind);
    this.proxy.upstream = this.#registry.host;
  }

  async close(): Promise<void> {
    await this.proxy.close();
    await this.#registry.stop();
  }
}
