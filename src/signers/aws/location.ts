import { printable } from '../../encoding/printable.ts';
import { quotable, randomParts } from '../../encoding/quotable.ts';
import { SealiftError } from '../../errors.ts';
import { isLoopback } from '../../io/http/address.ts';
import { endpointOf } from '../endpoint.ts';
import type { SignerOptions } from '../provider.ts';
import { givenEndpoint } from './given-endpoint.ts';

/** Which key, in which region, at which address. */
export interface AwsLocation {
  /** Key ID, ARN of a key or an alias, or `alias/NAME`. */
  readonly key: string;
  readonly region: string;
  /** The address of the service, when it is not that of AWS. */
  readonly endpoint: URL | undefined;
}

const FORM = 'Write awskms:///KEY-ID, awskms:///alias/NAME, or the ARN.';
const ARN = /^arn:aws[a-z-]*:kms:([a-z0-9-]+):\d{12}:(?:key\/[A-Za-z0-9-]+|alias\/[A-Za-z0-9/_-]+)$/;
const KEY = /^(?:[A-Za-z0-9-]+|alias\/[A-Za-z0-9/_-]+)$/;
const REGION = /^[a-z0-9]+(?:-[a-z0-9]+)+$/;

function endpoint(host: string, env: SignerOptions['env']): URL | undefined {
  if (host !== '') {
    // A secret in place of the host must not be sent to a name server.
    if (randomParts(host).length > 0)
      throw new SealiftError('usage', 'what follows awskms:// is not the name of a host', { hint: FORM });
    const name = URL.canParse(`https://${host}`) ? new URL(`https://${host}`).hostname : '';
    return endpointOf(`${isLoopback(name) ? 'http' : 'https'}://${host}`, 'awskms://HOST');
  }
  return givenEndpoint('KMS', env);
}

/**
 * Corrects an address with too few or too many slashes: `awskms://alias/x` would be the key `x` of a host named `alias`.
 * `undefined` where the address is right, or wrong in another way.
 */
function mended(uri: string): string | undefined {
  const [, slashes, rest = ''] = /^awskms:(\/*)(.*)$/.exec(uri) ?? [];
  const key = rest.replace(/^key\//, '');
  if (slashes === undefined || !(ARN.test(key) || KEY.test(key))) return undefined;
  return key === rest && slashes === '///' ? undefined : `awskms:///${key}`;
}

/** @throws SealiftError `usage` or `config_invalid`. */
export function awsLocation(uri: string, env: SignerOptions['env']): AwsLocation {
  const meant = mended(uri);
  if (meant !== undefined) {
    const isShown = quotable(meant, meant.length) === meant;
    throw new SealiftError('usage', 'what follows awskms:// does not name a key of AWS KMS', {
      hint: isShown ? `Write ${meant} (three slashes, then the key).` : FORM,
    });
  }
  const match = /^awskms:\/\/([^/]*)\/(.+)$/.exec(uri);
  const key = match ? match[2]! : uri;
  const arn = ARN.exec(key);
  if (!arn && (!match || !KEY.test(key))) {
    throw new SealiftError('usage', 'what follows awskms:// does not name a key of AWS KMS', { hint: FORM });
  }
  const region = arn?.[1] ?? (env.AWS_REGION || env.AWS_DEFAULT_REGION);
  if (!region) {
    throw new SealiftError('config_invalid', 'awskms:// does not say in which region the key is', {
      hint: 'Set AWS_REGION, or write the ARN of the key.',
    });
  }
  if (!REGION.test(region)) {
    throw new SealiftError('config_invalid', `${printable(region)} is not the name of an AWS region`, {
      hint: 'Set AWS_REGION to a name such as eu-central-1.',
    });
  }
  return { key, region, endpoint: endpoint(match?.[1] ?? '', env) };
}
