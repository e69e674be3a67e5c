package net.mytestbed.pxe.testkit.tftp;

import net.mytestbed.pxe.lease.LeaseStore;
import net.mytestbed.pxe.tftpboot.LinkLeaseStore;

class LinkLeaseStoreUnfinishedChangeContractTest extends UnfinishedChangeContract {
    @Override
    protected LeaseStore open(TftpTree tree) {
        return new LinkLeaseStore(tree.stateDir());
    }
}
