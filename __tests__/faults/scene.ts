import { mkdir, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { FakeRegistry } from '../support/fake-registry/registry.ts';
import { PLAIN, type Switches } from '../support/fake-registry/switches.ts';
import type { Fixture } from './fixture.ts';
import { ForeignHost } from './foreign-host.ts';
import type { Program } from './program.ts';
import type { Workshop } from './workshop.ts';

export interface SceneOptions {
  readonly hasApi: boolean;
  /** Source and destination are repositories of one registry, where blobs can be mounted. */
  readonly oneRegistry: boolean;
}

/** A request to any of the hosts, by its number from 1 on. */
export interface Seen {
  readonly index: number;
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly registry: FakeRegistry;
}

export const ACCOUNTS = {
  source: { username: 'alice', password: 'wonderland-7h3' },
  target: { username: 'bob', password: 'builder-9x2' },
} as const;

const basicOf = ({ username, password }: { username: string; password: string }): string =>
  Buffer.from(`${username}:${password}`).toString('base64');

/** Two registries with logins of their own, a storage elsewhere, and what a run is given. Each run has one to itself. */
export class Scene {
  readonly workshop: Workshop;
  readonly fixture: Fixture;
  readonly options: SceneOptions;
  readonly source: FakeRegistry;
  readonly target: FakeRegistry;
  readonly foreign: ForeignHost;
  readonly folder: string;
  /** What a fault does to a request; `true` where it has answered. */
  interfere: ((seen: Seen) => boolean) | undefined;
  /** The run that is under way. */
  program: Program | undefined;
  /** Requests so far. */
  count = 0;
  /** Those that the fault met. */
  readonly met: string[] = [];
  /** What a fault began, and has to be over before the next run. */
  readonly pending: Promise<unknown>[] = [];

  private constructor(
    workshop: Workshop,
    fixture: Fixture,
    options: SceneOptions,
    hosts: { source: FakeRegistry; target: FakeRegistry },
    folder: string,
  ) {
    this.workshop = workshop;
    this.fixture = fixture;
    this.options = options;
    this.source = hosts.source;
    this.target = hosts.target;
    this.folder = folder;
    this.foreign = new ForeignHost(() => {
      this.count += 1;
    });
    this.foreign.registry = this.target;
    for (const registry of new Set([this.source, this.target]))
      registry.intercept = ({ incoming, outgoing }) => {
        this.count += 1;
        const isMet = this.interfere?.({ index: this.count, incoming, outgoing, registry }) ?? false;
        if (isMet) this.met.push(`${this.count} ${incoming.method} ${incoming.url}`);
        return isMet;
      };
  }

  static async open(workshop: Workshop, fixture: Fixture, options: SceneOptions): Promise<Scene> {
    const switches = Scene.#plain(options);
    const begin = (account: (typeof ACCOUNTS)[keyof typeof ACCOUNTS]) =>
      FakeRegistry.start(switches, { kind: 'bearer', accounts: [account] });
    const target = await begin(ACCOUNTS.target);
    const source = options.oneRegistry ? target : await begin(ACCOUNTS.source);
    const folder = await workshop.place();
    const scene = new Scene(workshop, fixture, options, { source, target }, folder);
    await scene.foreign.start();
    scene.furnish(source, 'dev/app', 'signed');
    const auths = {
      [target.host]: { auth: basicOf(ACCOUNTS.target) },
      ...(options.oneRegistry ? {} : { [source.host]: { auth: basicOf(ACCOUNTS.source) } }),
    };
    await mkdir(join(folder, 'docker'));
    await writeFile(join(folder, 'docker', 'config.json'), JSON.stringify({ auths }));
    return scene;
  }

  static #plain({ hasApi }: SceneOptions): Partial<Switches> {
    return { ...PLAIN, ...(hasApi ? {} : { referrers: '404', subjectHeader: false }) };
  }

  /** Copies a repository of the fixture to a registry. */
  furnish(registry: FakeRegistry, name: string, from: 'signed' | 'plain' | 'old'): void {
    const [made, there] = [
      registry.repository(name),
      this.fixture.repositories.get(this.options.hasApi)!.repository(from),
    ];
    for (const [digest, bytes] of there.blobs) made.blobs.set(digest, bytes);
    for (const [digest, manifest] of there.manifests) made.manifests.set(digest, manifest);
    for (const [tag, digest] of there.tags) made.tags.set(tag, digest);
    for (const [subject, list] of there.referrers) made.referrers.set(subject, [...list]);
  }

  /** The environment of every program that is run here. */
  get env(): Readonly<Record<string, string>> {
    return { DOCKER_CONFIG: join(this.folder, 'docker'), HOME: this.folder, NO_COLOR: '1' };
  }

  /** The source of promotions. */
  get from(): string {
    return `${this.source.host}/dev/app:1`;
  }

  /** Ends the fault: the hosts behave from here on. */
  async calm(): Promise<void> {
    this.interfere = undefined;
    await Promise.all(this.pending.splice(0));
    for (const { switches } of [this.source, this.target])
      Object.assign(switches, Scene.#plain(this.options));
  }

  async close(): Promise<void> {
    await Promise.all(this.pending);
    await Promise.all([...new Set([this.source, this.target]), this.foreign].map((host) => host.stop()));
  }
}
