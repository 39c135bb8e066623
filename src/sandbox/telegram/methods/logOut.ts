// logOut: leaves the cloud server; here there is nothing to leave.
import { done, type Method } from './method.js';

export const logOut: Method = { name: 'logOut', answer: () => done };
