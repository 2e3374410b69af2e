/**
 * The metadata key of the address of a CI run. It differs from run to run, so a signature of an earlier run suffices although its
 * address is another one: otherwise every run would sign the same image again.
 */
export const RUN_ADDRESS = 'com.github.run-url';
