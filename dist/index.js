import { C as openTrustStore, S as openStore, _t as promote, gt as list, ht as inspect, vt as sign, x as openSigner, y as verifyEnvelope, yt as verify } from "./chunks/core.js";
import { T as SealiftError } from "./chunks/words.js";

export { SealiftError, inspect, list, openSigner, openStore, openTrustStore, promote, sign, verify, verifyEnvelope };