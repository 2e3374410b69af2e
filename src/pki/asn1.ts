/**
 * What is used of asn1js, and nothing else of it in the bundle. To be loaded by `import()`: it costs
 * milliseconds that a command without certificates does not need.
 */
export {
  BitString,
  Boolean,
  Constructed,
  fromBER,
  GeneralizedTime,
  Integer,
  Null,
  ObjectIdentifier,
  OctetString,
  Primitive,
  PrintableString,
  Sequence,
  Set,
  UTCTime,
  Utf8String,
} from 'asn1js';
