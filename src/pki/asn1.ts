/**
 * The parts of asn1js that are used, so that the bundle has no others. This file is loaded by `import()`, because it takes
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
