import { printable } from '../../encoding/printable.ts';

/** A region becomes a part of the name of a host that credentials are signed for, so nothing else is one. */
const ARN = /^arn:(aws[a-z-]{0,20}):signer:([a-z0-9-]{1,40}):/;

const LIMIT = 512;

/** The partitions of AWS by how the names of their regions begin; all other regions are of `aws`. */
const PARTITIONS: readonly (readonly [begin: string, partition: string])[] = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['us-iso-', 'aws-iso'],
  ['us-isob-', 'aws-iso-b'],
  ['eu-isoe-', 'aws-iso-e'],
  ['us-isof-', 'aws-iso-f'],
  ['eusc-', 'aws-eusc'],
];

const partitionOf = (region: string): string =>
  PARTITIONS.find(([begin]) => region.startsWith(begin))?.[1] ?? 'aws';

/** The region in which profile and job of a signature are, or why it cannot be one. */
export function regionOf(arns: readonly string[]): { readonly region: string } | { readonly why: string } {
  const regions = new Set<string>();
  for (const arn of arns) {
    const [, partition, region] = arn.length <= LIMIT ? (ARN.exec(arn) ?? []) : [];
    if (partition === undefined || region === undefined)
      return { why: `${printable(arn, 200)} is no ARN of AWS Signer with a region in it` };
    if (partitionOf(region) !== partition)
      return { why: `${printable(arn, 200)} names a region that is not of the partition ${partition}` };
    regions.add(region);
  }
  const [region, other] = regions;
  if (region === undefined || other !== undefined)
    return { why: `its profile and its job are in different regions (${[...regions].join(', ')})` };
  return { region };
}
