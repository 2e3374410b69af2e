export { keepCompiledCode } from '../io/compile-cache.ts';
