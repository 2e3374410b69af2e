/**
 * What is used of pkijs and asn1js, and nothing else of them in the bundle. To be loaded by `import()`: it costs
 * milliseconds that a command without certificates does not need.
 */
export {
  BitString,
  fromBER,
  Integer,
  ObjectIdentifier,
  PrintableString,
  Sequence,
  Set,
  Utf8String,
} from 'asn1js';
export {
  AlgorithmIdentifier,
  Certificate,
  Extension,
  ExtKeyUsage,
  PublicKeyInfo,
  RelativeDistinguishedNames,
  RSASSAPSSParams,
  Time,
} from 'pkijs';
