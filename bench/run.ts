import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildPeer } from '../__tests__/interop/peers/build.ts';
import { PEERS, type PeerName } from '../__tests__/interop/peers/programs.ts';
import { digestOfTag } from '../__tests__/interop/support/images.ts';
import { type RunningRegistry, startRegistry } from '../__tests__/interop/support/registries.ts';
import { run as runProgram } from '../__tests__/interop/support/run.ts';
import { type Figures, figuresOf, table } from './support/figures.ts';
import { type Inputs, prepare, pushImage, regctlPlain } from './support/inputs.ts';
import { measure } from './support/measure.ts';
import { type CountingProxy, countingProxy } from './support/proxy.ts';
import { copiers, signers, type Tool, verifiers } from './support/tools.ts';

const RUNS = Number(process.env.BENCH_RUNS ?? 5);
const DELAYS = [0, 50];
const TARGET = join(import.meta.dirname, '..', 'docs', 'benchmarks.md');

interface Side {
  readonly registry: RunningRegistry;
  readonly proxy: CountingProxy;
}

async function side(kind: 'olareg' | 'distribution'): Promise<Side> {
  const registry = await startRegistry(kind);
  return { registry, proxy: await countingProxy(registry.host) };
}

async function stop({ registry, proxy }: Side): Promise<void> {
  await proxy.close();
  await registry.stop();
}

/** Runs every tool in turn, round after round, so that a machine that slows down slows them all. */
async function compare(
  tools: (round: number) => readonly Tool[],
  proxies: () => readonly CountingProxy[],
  between: (tool: Tool) => Promise<void>,
): Promise<Figures[]> {
  const runs = new Map<string, Parameters<typeof figuresOf>[2][number][]>();
  const notes = new Map<string, string>();
  for (let round = -1; round < RUNS; round += 1) {
    for (const tool of tools(round)) {
      await between(tool);
      for (const proxy of proxies()) proxy.reset();
      const measured = await measure(tool.command, tool.env);
      if (measured.exitCode !== 0) console.error(`${tool.name}: ${measured.output}`);
      // The first round warms caches and is not counted.
      if (round < 0) continue;
      const traffic = proxies().map((proxy) => ({ ...proxy.traffic }));
      runs.set(tool.name, [...(runs.get(tool.name) ?? []), { measured, traffic }]);
      notes.set(tool.name, tool.note);
    }
  }
  return [...runs].map(([name, list]) => figuresOf(name, notes.get(name)!, list));
}

const nothing = (): Promise<void> => Promise.resolve();

async function signAndVerify(inputs: Inputs, delay: number): Promise<string[]> {
  const one = await side('olareg');
  await pushImage(inputs.folder, `${one.registry.host}/app:1`, 9, 100_000);
  const image = `${one.proxy.host}/app@${await digestOfTag(`${one.registry.host}/app:1`)}`;
  one.proxy.delay = delay;
  const home = inputs.home.folder;
  const sign = await compare(
    () => signers(image, inputs.trust, home, inputs.cosignKey),
    () => [one.proxy],
    nothing,
  );
  await stop(one);
  const two = await side('olareg');
  await pushImage(inputs.folder, `${two.registry.host}/app:1`, 9, 100_000);
  const signed = `${two.proxy.host}/app@${await digestOfTag(`${two.registry.host}/app:1`)}`;
  for (const tool of signers(signed, inputs.trust, home, inputs.cosignKey))
    await measure(tool.command, tool.env);
  two.proxy.delay = delay;
  const verify = await compare(
    () => verifiers(signed, inputs.trust, home, inputs.cosignPublicKey),
    () => [two.proxy],
    nothing,
  );
  await stop(two);
  return [
    table(`Sign one image, ${delay} ms added to each answer`, sign),
    table(`Verify one image, ${delay} ms`, verify),
  ];
}

async function promotions(
  inputs: Inputs,
  title: string,
  layers: number,
  size: number,
  delay: number,
): Promise<string[]> {
  const source = await side('olareg');
  await pushImage(inputs.folder, `${source.registry.host}/app:1`, layers, size);
  const digest = await digestOfTag(`${source.registry.host}/app:1`);
  const from = `${source.proxy.host}/app@${digest}`;
  const [signer] = signers(from, inputs.trust, inputs.home.folder, inputs.cosignKey);
  for (let at = 0; at < 2; at += 1) await measure(signer!.command, signer!.env);
  source.proxy.delay = delay;

  let target = await side('distribution');
  const tools = (): readonly Tool[] => {
    return copiers(from, `${target.proxy.host}/prod/app:1`, inputs.trust, inputs.regctlConfig);
  };
  const fresh = async (): Promise<void> => {
    await stop(target);
    target = await side('distribution');
    target.proxy.delay = delay;
    await regctlPlain(inputs.regctlConfig, [source.proxy.host, target.proxy.host]);
  };
  const proxies = (): readonly CountingProxy[] => [source.proxy, target.proxy];
  // The tool list is made before each run, since every run has a new, empty registry.
  const first = await compareFresh(tools, proxies, fresh);
  const tables = [table(`${title}, into an empty registry, ${delay} ms`, first)];
  await fresh();
  const [complete] = tools();
  await measure(complete!.command, complete!.env);
  const again = await compare(tools, proxies, nothing);
  tables.push(table(`${title}, all there already, ${delay} ms`, again));
  await Promise.all([stop(source), stop(target)]);
  return tables;
}

/** As {@link compare}, with a new registry before every single run. */
async function compareFresh(
  tools: () => readonly Tool[],
  proxies: () => readonly CountingProxy[],
  fresh: () => Promise<void>,
): Promise<Figures[]> {
  const names = tools().map(({ name }) => name);
  const runs = new Map<string, Parameters<typeof figuresOf>[2][number][]>();
  for (let round = -1; round < RUNS; round += 1) {
    for (const name of names) {
      await fresh();
      const tool = tools().find((one) => one.name === name)!;
      for (const proxy of proxies()) proxy.reset();
      const measured = await measure(tool.command, tool.env);
      if (measured.exitCode !== 0) console.error(`${name}: ${measured.output}`);
      if (round < 0) continue;
      runs.set(name, [
        ...(runs.get(name) ?? []),
        { measured, traffic: proxies().map((proxy) => ({ ...proxy.traffic })) },
      ]);
    }
  }
  const notes = new Map(tools().map(({ name, note }) => [name, note]));
  return [...runs].map(([name, list]) => figuresOf(name, notes.get(name)!, list));
}

for (const name of Object.keys(PEERS) as PeerName[]) await buildPeer(name);
const inputs = await prepare();
const node = await measure([process.execPath, '-e', '0']);
const tables: string[] = [];
for (const delay of DELAYS) tables.push(...(await signAndVerify(inputs, delay)));
for (const delay of DELAYS)
  tables.push(
    ...(await promotions(inputs, 'Promote 9 layers of 100 kB and 2 signatures', 9, 100_000, delay)),
  );
tables.push(...(await promotions(inputs, 'Promote 9 layers, 300 MB, and 2 signatures', 9, 33_000_000, 0)));
await runProgram('rm', ['-rf', inputs.folder]);

const versions = (Object.keys(PEERS) as PeerName[])
  .map((name) => `${name} ${PEERS[name].version}`)
  .join(', ');
const text = `# Benchmarks

Written by \`npm run bench\`: medians of ${RUNS} runs after one that is not counted, the tools in turn, each as a whole process,
on one machine with two cores. Requests are counted by a proxy before each registry (source / destination), which also adds the
delay to every answer. Source: olareg (Referrers API); destination: distribution 3 (no API). A bare \`node -e 0\` took
${node.wallMs.toFixed(0)} ms and ${node.peakMiB.toFixed(0)} MiB in the same run. Peers: ${versions}.

The fourth-last column is what to compare with care: what a tool leaves out stands beside it.

${tables.join('\n')}`.replace(
  'The fourth-last column is what to compare with care: what a tool leaves out stands beside it.\n\n',
  'What a tool leaves out stands beside it.\n\n',
);
writeFileSync(TARGET, text);
console.log(text);
