#!/usr/bin/env node
// npm links the bins of workspaces into node_modules/.bin, not the root's own, and lets none point out of its folder.
import '../../bin/yizhan.mjs';
