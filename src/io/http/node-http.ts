/**
 * Node's http and https, loaded without their ES module facades: those ask every export for its value, and one of http's
 * (`WebSocket`) loads all of undici, some 20 ms that no command needs.
 */
export const http = () => process.getBuiltinModule('node:http');

/** Loads tls and with it another 20 ms, which plain HTTP on loopback and layouts do not need. */
export const https = () => process.getBuiltinModule('node:https');

/** Loads tls alone, where certificates are read or a handshake is tried. */
export const tls = () => process.getBuiltinModule('node:tls');
