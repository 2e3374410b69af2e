import { DOCUMENT, IMAGE_LIST } from '../src/planning/document/document.ts';
import type { Shape } from '../src/planning/document/shape.ts';

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';
const AT = 'https://github.com/sealift/sealift/blob/main/schema';

const rooted = (name: string, title: string, { schema }: Pick<Shape<unknown>, 'schema'>): string =>
  `${JSON.stringify({ $schema: DIALECT, $id: `${AT}/${name}`, title, ...schema }, null, 2)}\n`;

/** The schemas of a promotions file and of the lists that it names, by the files that they are in. */
export function promotionsSchemas(): Readonly<Record<string, string>> {
  const [document, images] = ['promotions.schema.json', 'images.schema.json'];
  return {
    [`schema/${document}`]: rooted(document, 'Sealift promotions file', DOCUMENT),
    [`schema/${images}`]: rooted(images, 'Sealift list of images', IMAGE_LIST),
  };
}
