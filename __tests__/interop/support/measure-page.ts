import type { Page } from 'puppeteer-core';

/** What a reader of a page can see, in CSS pixels. */
export interface Measured {
  readonly heading: string;
  /** How far one would have to scroll sideways: the whole page, and each table. */
  readonly sideways: { readonly page: number; readonly tables: readonly number[] };
  /** Elements of which a part is outside of the page. */
  readonly outside: readonly string[];
  /** Names of all elements but those of the picture, and of all attributes. */
  readonly elements: readonly string[];
  readonly attributes: readonly string[];
  /** The texts in code font that are inside the page, at a size to be read, and not folded away. */
  readonly visibleCode: readonly string[];
  /** The texts of nodes of the picture that are drawn in red. */
  readonly redNodes: readonly string[];
}

const MEASURE = `(() => {
  const article = document.querySelector('article');
  const all = [...article.querySelectorAll('*')];
  const inPicture = (element) => element.closest('.mermaid') !== null;
  const isInside = (box) => box.left >= 0 && box.right <= innerWidth + 0.5 && box.width > 0 && box.height > 0;
  const isShown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const written = all.filter((element) => !inPicture(element));
  const shown = all.filter((element) => isShown(element) && element.tagName !== 'WBR' && element.tagName !== 'BR');
  const nodes = [...article.querySelectorAll('.mermaid .node')];
  const isRed = (node) =>
    [...node.querySelectorAll('rect, path, polygon')].some((shape) => getComputedStyle(shape).stroke === 'rgb(207, 34, 46)');
  return {
    heading: article.querySelector('h3')?.textContent ?? '',
    sideways: {
      page: document.documentElement.scrollWidth - innerWidth,
      tables: [...article.querySelectorAll('table')].map((table) => table.scrollWidth - table.clientWidth),
    },
    outside: shown
      .filter((element) => !element.closest('svg') || element.tagName === 'svg')
      .filter((element) => [...element.getClientRects()].some((box) => box.width > 0 && !isInside({ ...box.toJSON(), height: 1 })))
      .map((element) => element.outerHTML.slice(0, 200)),
    elements: [...new Set(written.map((element) => element.tagName.toLowerCase()))],
    attributes: [...new Set(written.flatMap((element) => element.getAttributeNames()))],
    visibleCode: [...article.querySelectorAll('code')]
      .filter((code) => isShown(code) && parseFloat(getComputedStyle(code).fontSize) >= 12)
      .filter((code) => [...code.getClientRects()].every(isInside))
      .map((code) => code.textContent),
    redNodes: nodes.filter((node) => isRed(node) && isInside(node.getBoundingClientRect())).map((node) => node.textContent),
  };
})()`;

export async function measurePage(page: Page): Promise<Measured> {
  return (await page.evaluate(MEASURE)) as Measured;
}
