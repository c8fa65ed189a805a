// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// Keeps, for each sender and election, the last tree head that the sender anchored. A block that holds an event proves that
/// a log with this root existed no later than that block; nothing else. No owner, no way back, no value. spec/ledger.md §11
contract TsukubaAnchor {
    struct Head {
        uint64 size;
        bytes32 root;
    }

    event Anchored(address indexed sender, bytes32 indexed election, uint64 size, bytes32 root);

    mapping(address sender => mapping(bytes32 election => Head)) public last;

    /// Anchors a larger tree. A size that was anchored already reverts, so no checkpoint is anchored twice.
    function anchor(bytes32 election, uint64 size, bytes32 root) external {
        Head storage head = last[msg.sender][election];
        require(size > head.size, "not larger");
        (head.size, head.root) = (size, root);
        emit Anchored(msg.sender, election, size, root);
    }
}
