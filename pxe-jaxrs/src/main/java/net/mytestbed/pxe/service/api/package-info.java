/**
 * The JSON API: its resources, and the types of its wire, which are not those of the domain. They are made from each other in
 * {@link net.mytestbed.pxe.service.api.PlanRequestReader} and {@link net.mytestbed.pxe.service.api.WireNodes}.
 */
@NullMarked
package net.mytestbed.pxe.service.api;

import org.jspecify.annotations.NullMarked;
