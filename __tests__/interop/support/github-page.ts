import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Marked } from 'marked';

/**
 * What of GitHub's style sheet decides the layout of a job summary (github-markdown-css, `.markdown-body`): a column of at most
 * 980 px, tables that scroll by themselves instead of widening the page, code in a smaller fixed font.
 */
const CSS = `
  body { margin: 0; font: 16px/1.5 'DejaVu Sans', sans-serif; color: #1f2328; }
  .markdown-body { box-sizing: border-box; max-width: 980px; margin: 0 auto; padding: 0 16px; overflow-wrap: break-word; }
  .markdown-body table { display: block; width: max-content; max-width: 100%; overflow: auto; border-collapse: collapse; margin: 0 0 16px; }
  .markdown-body th, .markdown-body td { padding: 6px 13px; border: 1px solid #d1d9e0; }
  .markdown-body code { font: 85% 'DejaVu Sans Mono', monospace; padding: .2em .4em; white-space: break-spaces; background: #818b981f; border-radius: 6px; }
  .markdown-body code br { display: none; }
  .markdown-body pre { padding: 16px; overflow: auto; font-size: 85%; }
  .markdown-body ul { padding-left: 2em; margin: 0 0 16px; }
  .markdown-body p, .markdown-body details { margin: 0 0 16px; }
  .markdown-body summary { cursor: pointer; }
  .mermaid svg { max-width: 100%; height: auto; }
`;

/** The elements of a summary that GitHub's sanitizer keeps (html-pipeline, SanitizationFilter), of those that we use. */
export const KEPT_ELEMENTS =
  'h1 h2 h3 h4 h5 h6 br b i strong em a pre code div p ol ul table thead tbody li tr td th summary details wbr'.split(
    ' ',
  );

/** Attributes that GitHub keeps of those that we use; `class` is what the page marks the picture with. */
export const KEPT_ATTRIBUTES = ['align', 'open', 'class', 'href'];

const marked = new Marked({ gfm: true });

/** The text of the script that draws Mermaid diagrams, as GitHub does beside the page. */
export const MERMAID = join(
  import.meta.dirname,
  '../../../node_modules/@mermaid-js/tiny/dist/mermaid.tiny.js',
);

/** A summary as HTML. The picture is left as a `.mermaid` element, which {@link MERMAID} draws. */
export function githubPage(markdown: string): string {
  const body = marked
    .parse(markdown, { async: false })
    .replace(
      /<pre><code class="language-mermaid">([\s\S]*?)<\/code><\/pre>/g,
      (_, text: string) => `<div class="mermaid">${text}</div>`,
    );
  return `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><style>${CSS}</style><article class="markdown-body">${body}</article>`;
}

export const mermaidScript = (): string => readFileSync(MERMAID, 'utf8');
