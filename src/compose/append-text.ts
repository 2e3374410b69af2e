export { appendText } from '../io/files/append-text.ts';
