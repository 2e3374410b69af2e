import { n as tokenFetch, t as isTokenUrl } from "./gcpkms.js";

export { tokenFetch };