import { C as list, E as verify, S as inspect, T as sign, d as openStore, f as openTrustStore, l as verifyEnvelope, u as openSigner, w as promote } from "./chunks/core.js";
import { T as SealiftError } from "./chunks/words.js";

export { SealiftError, inspect, list, openSigner, openStore, openTrustStore, promote, sign, verify, verifyEnvelope };