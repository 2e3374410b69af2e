import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, launch, type Page } from 'puppeteer-core';
import { SYSTEM_PEERS } from '../peers/programs.ts';
import { githubPage, mermaidScript } from './github-page.ts';

/** Where the program is; the library wants its path. */
function chromium(): string {
  const { program } = SYSTEM_PEERS.chromium;
  const paths = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, program));
  return paths.find((path) => existsSync(path)) ?? program;
}

/** Headless Chromium. It runs as root in CI, where its sandbox refuses to start; it sees no page but ours. */
export function openBrowser(): Promise<Browser> {
  return launch({
    executablePath: chromium(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
    timeout: 120_000,
    protocolTimeout: 120_000,
  });
}

/** Opens a summary in a window of this width, with its picture drawn. No request leaves the machine. */
export async function openSummary(browser: Browser, markdown: string, width: number): Promise<Page> {
  const page = await browser.newPage();
  await page.setViewport({ width, height: 900 });
  await page.setOfflineMode(true);
  await page.setContent(githubPage(markdown));
  if (!markdown.includes('```mermaid')) return page;
  await page.addScriptTag({ content: mermaidScript() });
  await page.evaluate(`(async () => {
    mermaid.initialize({ startOnLoad: false, securityLevel: 'strict' });
    await mermaid.run({ querySelector: '.mermaid' });
  })()`);
  return page;
}
