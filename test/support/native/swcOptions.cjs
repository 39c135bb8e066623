// How TypeScript becomes JavaScript for the tests.
module.exports = { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' }, swcrc: false };
