export { evaluate, type Outcome } from './evaluate';
export { celValue } from './value';
