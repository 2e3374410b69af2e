import { C as openStore, S as openSigner, _t as list, b as verifyEnvelope, bt as verify, gt as inspect, vt as promote, w as openTrustStore, yt as sign } from "./chunks/core.js";
import { T as SealiftError } from "./chunks/words.js";

export { SealiftError, inspect, list, openSigner, openStore, openTrustStore, promote, sign, verify, verifyEnvelope };