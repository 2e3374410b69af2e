import { C as openStore, S as openSigner, _t as promote, b as verifyEnvelope, gt as list, ht as inspect, vt as sign, w as openTrustStore, yt as verify } from "./chunks/core.js";
import { j as SealiftError } from "./chunks/words.js";

export { SealiftError, inspect, list, openSigner, openStore, openTrustStore, promote, sign, verify, verifyEnvelope };